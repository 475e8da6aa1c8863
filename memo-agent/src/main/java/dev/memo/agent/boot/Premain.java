// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.boot;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The door into Memo's agent: for the JVM at its start, for a JVM that is attached to, and for people at a command
 * line.
 *
 * <p>Everything else is loaded by {@link AgentLoader}, out of the application's sight. Trouble at the start is said in
 * one line and never stops the application; a refusal under {@code strict=true} does. Thread-safe.
 */
public final class Premain {
    private static final String START = "dev.memo.agent.AgentStart";
    private static final String USAGE = """
            Memo remembers what methods return. Start a program with it:
              java -javaagent:JAR[=OPTIONS] ...
            or put it into a program that runs:
              java -jar JAR attach PID [OPTIONS]
            or look after a file that keeps results:
              java -jar JAR store --help
            OPTIONS is a list of key=value with commas between:
              config=FILE            a rule file: methods to memoize that cannot be annotated
              report=stderr          write at the start what is woven, and what is refused and why
              report=FILE            the same to a file; as JSON if its name ends in .json
              report=none            say nothing, not even what is refused
              strict=true            stop the start where anything is refused
              maxBytes=64MB          for all results together; a tenth of the heap if left out
              maxEntries=100000      for all results together; no limit if left out
              ttl=10m                for methods that have none of their own
              store.disk=FILE        a file that keeps results of methods with store = "disk"
              enabled=false          do nothing
            """;

    private Premain() {}

    /** Called by the JVM before the application's main method. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        if (!start(instrumentation, options)) {
            System.exit(1);
        }
    }

    /** Called by the JVM when it is attached to. The application runs on, whatever is refused. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        if (!start(instrumentation, options)) {
            throw new IllegalStateException("memo-agent: strict=true, and something was refused; see above");
        }
    }

    /** Attaches to a JVM, looks after a store, or says how to use the jar. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("store")) {
            System.exit(Command.store(jar(), Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        boolean attach = arguments.length >= 2 && arguments.length <= 3 && arguments[0].equals("attach");
        if (attach) {
            System.exit(Attach.to(arguments[1], jar(), arguments.length == 3 ? arguments[2] : ""));
        }
        boolean asked = arguments.length == 1 && arguments[0].equals("--help");
        (asked ? System.out : System.err).print(USAGE.replace("JAR", jar().getName()));
        System.exit(asked ? 0 : 2);
    }

    /** Returns whether the application may start. */
    private static boolean start(Instrumentation instrumentation, @Nullable String options) {
        try {
            if (isRunning()) {
                System.err.println("memo-agent: Memo runs in this JVM already, so this agent does nothing."
                        + " Remove one of them.");
                return true;
            }
            return starter().test(instrumentation, options == null ? "" : options);
        } catch (Throwable trouble) {
            System.err.println("memo-agent: Memo did not start, because of " + trouble
                    + ". The program runs without it; please report this.");
            return true;
        }
    }

    private static boolean isRunning() {
        try {
            return Class.forName("java.lang.MemoDispatch", false, null) != null;
        } catch (ClassNotFoundException first) {
            return false;
        }
    }

    /** The rest of the agent: it takes the instrumentation and the options, and returns what {@link #start} does. */
    @SuppressWarnings("unchecked") // AgentStart is one of these types
    private static BiPredicate<Instrumentation, String> starter() throws ReflectiveOperationException, IOException {
        ClassLoader loader = new AgentLoader(jar());
        return Class.forName(START, true, loader)
                .asSubclass(BiPredicate.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static File jar() {
        try {
            return new File(Premain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("memo-agent: its own jar is not found", e);
        }
    }
}
