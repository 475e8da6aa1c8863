// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

/** A bean of ten fields, as frameworks like them: it can change, so a cache must not share it. Confined to one thread. */
public class Customer {
    private long id;
    private String name = "";
    private String email = "";
    private String street = "";
    private String city = "";
    private String country = "";
    private int age;
    private double balance;
    private boolean active;
    private Long referrer = 0L;

    /** Creates an empty one, for codecs. */
    public Customer() {}

    /** Creates the customer with this number. */
    public Customer(long id) {
        this.id = id;
        this.name = "Customer " + id;
        this.email = "customer" + id + "@example.com";
        this.street = id % 200 + " Long Street";
        this.city = "Town " + id % 50;
        this.country = id % 2 == 0 ? "FR" : "PT";
        this.age = (int) (id % 80);
        this.balance = id / 7.0;
        this.active = id % 3 == 0;
        this.referrer = id / 2;
    }

    /** Returns all that it holds as one number, which shows whether a copy is complete. */
    public long checksum() {
        long texts = name.hashCode() + 31L * email.hashCode() + 37L * street.hashCode() + city.hashCode();
        return texts + country.hashCode() + id + age + Double.hashCode(balance) + (active ? 1 : 0) + referrer;
    }
}
