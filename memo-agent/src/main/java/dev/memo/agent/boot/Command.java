// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.boot;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** The commands of the jar that are loaded from inside of it. Stateless. */
final class Command {
    private static final String STORE = "dev.memo.sqlite.cli.StoreCommand";

    private Command() {}

    /** Looks after a store as the arguments say, and returns the exit code. */
    static int store(File jar, String[] arguments) {
        try {
            ClassLoader loader = new AgentLoader(jar);
            Object exit = Class.forName(STORE, true, loader)
                    .getMethod("run", String[].class)
                    .invoke(null, (Object) arguments);
            return (int) exit;
        } catch (InvocationTargetException e) {
            return say(e.getTargetException());
        } catch (ReflectiveOperationException | IOException e) {
            return say(e);
        }
    }

    private static int say(Throwable trouble) {
        System.err.println("memo-agent store: could not run, because of " + trouble
                + ". Check that the jar is whole; please report this.");
        return 1;
    }
}
