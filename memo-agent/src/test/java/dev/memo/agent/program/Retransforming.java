// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** An agent of somebody else's that transforms a class again after it was woven, and a program that says what follows. */
public final class Retransforming {
    @SuppressWarnings("NullAway.Init") // set before main
    private static Instrumentation instrumentation;

    private Retransforming() {}

    /** Called by the JVM. */
    public static void premain(String options, Instrumentation given) {
        instrumentation = given;
        given.addTransformer(new ClassFileTransformer() {}, true);
    }

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        int before = Loading.runs(Target.class);
        instrumentation.retransformClasses(Target.class);
        int after = Loading.runs(Target.class);
        System.out.println("runs " + before + " then " + after);
    }
}
