// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.agent.weave.Calls;
import dev.memo.agent.weave.Runs;
import dev.memo.agent.weave.Shapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads every shape of method, each in a class loader of its own, waits for a line on stdin if it is told to, and then
 * says for which of them the body did not run once for equal arguments.
 */
public final class AllShapes {
    private static final String FIXTURES = "dev.memo.agent.weave.fixture.";

    private AllShapes() {}

    /** A shape and its class, loaded. Immutable. */
    private record Loaded(Shapes.Case shape, Class<?> host) {}

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        List<Loaded> all = Shapes.all().map(AllShapes::load).toList();
        if (arguments.length > 0) {
            System.out.println("loaded");
            System.out.flush();
            int unused = System.in.read();
        }
        List<String> wrong = new ArrayList<>();
        for (Loaded each : all) {
            int runs = runs(each);
            if (runs != each.shape().calls().size()) {
                wrong.add(each.shape() + " ran " + runs + " times");
            }
        }
        System.out.println(all.size() + " shapes, wrong: " + wrong);
    }

    private static Loaded load(Shapes.Case shape) {
        ClassLoader loader = new Loading(AllShapes.class.getClassLoader(), name -> name.startsWith(FIXTURES));
        try {
            return new Loaded(shape, Class.forName(shape.host().getName(), true, loader));
        } catch (ClassNotFoundException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static int runs(Loaded each) {
        Calls calls = new Calls(each.host());
        Runs.reset();
        for (int round = 0; round < 3; round++) {
            each.shape().calls().forEach(arguments -> calls.call(each.shape().method(), Shapes.copies(arguments)));
        }
        return Runs.count();
    }
}
