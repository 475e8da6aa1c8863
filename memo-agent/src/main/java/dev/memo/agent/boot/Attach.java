// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.boot;

import java.io.File;
import java.lang.reflect.InvocationTargetException;

/** Puts the agent into a JVM that runs. Stateless. */
final class Attach {
    private Attach() {}

    /** Attaches and returns the exit code: 0, or 1 after saying on stderr what is wrong. */
    static int to(String pid, File jar, String options) {
        try {
            Class<?> machine = Class.forName("com.sun.tools.attach.VirtualMachine");
            Object attached = machine.getMethod("attach", String.class).invoke(null, pid);
            try {
                machine.getMethod("loadAgent", String.class, String.class)
                        .invoke(attached, jar.getAbsolutePath(), options);
            } finally {
                machine.getMethod("detach").invoke(attached);
            }
            System.out.println("Memo is in process " + pid + ".");
            return 0;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            return say(pid, cause.toString(), remedy(cause));
        } catch (ClassNotFoundException e) {
            return say(pid, "this Java has no jdk.attach module", "Use the java of a JDK.");
        } catch (ReflectiveOperationException e) {
            return say(pid, e.toString(), "Use a JDK of version 17 or later.");
        }
    }

    private static String remedy(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return switch (name) {
            case "AgentInitializationException" -> "See what that program wrote to stderr.";
            case "AgentLoadException" -> "Start that program with -XX:+EnableDynamicAgentLoading, or with -javaagent.";
            default -> "Check the process id, and that it is a JVM of the same user.";
        };
    }

    private static int say(String pid, String what, String remedy) {
        System.err.println("memo-agent attach " + pid + ": could not attach, " + what + ". " + remedy);
        return 1;
    }
}
