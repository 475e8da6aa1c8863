// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import dev.memo.method.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the weave report as JSON:
 *
 * <pre>{@code
 * {
 *   "schema": 1,
 *   "classes": [                     one for each class with something woven, refused or remarked
 *     {
 *       "class": "net.acme.Prices",  the binary name
 *       "woven": [
 *         {
 *           "method": "price",
 *           "descriptor": "(JLjava/lang/String;)I",
 *           "kind": "memoize",       or "invalidate"
 *           "settings": "ttl=10m"    what is not at its default, as in the text
 *         }
 *       ],
 *       "problems": [PROBLEM],       what was refused
 *       "remarks": [PROBLEM]         what is woven but looks risky
 *     }
 *   ],
 *   "rules": [PROBLEM],              lines that cannot be read or match nothing
 *   "options": [PROBLEM]
 * }
 * }</pre>
 *
 * <p>A PROBLEM is {@code {"code": "VOID_RESULT", "where": "@Cached on Users.save(User)", "what": "...", "remedy":
 * "..."}}; codes are stable, the other texts are for people. Fields may be added under the same schema number.
 * Stateless.
 */
final class ReportJson {
    private static final int SCHEMA = 1;

    private ReportJson() {}

    static String of(WeaveReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put(
                "classes",
                report.classes().stream().map(ReportJson::classReport).toList());
        json.put("rules", problems(report.ruleProblems()));
        json.put("options", problems(report.optionProblems()));
        return JsonText.of(json);
    }

    private static Map<String, Object> classReport(ClassReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", report.className());
        json.put("woven", report.woven().stream().map(ReportJson::entry).toList());
        json.put("problems", problems(report.problems()));
        json.put("remarks", problems(report.remarks()));
        return json;
    }

    private static Map<String, Object> entry(WovenEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", entry.method().name());
        json.put("descriptor", entry.method().descriptor());
        json.put("kind", entry.kind());
        json.put("settings", entry.settings());
        return json;
    }

    private static List<Map<String, Object>> problems(List<Problem> problems) {
        return problems.stream().map(ReportJson::problem).toList();
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.code());
        json.put("where", problem.where());
        json.put("what", problem.what());
        json.put("remedy", problem.remedy());
        return json;
    }
}
