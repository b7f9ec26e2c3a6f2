import { describe, expect, it } from "vitest";
import {
  PASSWORD_FAULT_MESSAGES,
  type PasswordFault,
  passwordFault,
  passwordFaultMessage,
  type PasswordProfile,
} from "@/domain/password-rules";

const SUBJECT = { login: "ay-u-01-lead", name: "舒长河" };

const CASES: [password: string, standard: PasswordFault | null, mlps: PasswordFault | null][] = [
  ["", "tooShort", "tooShort"],
  ["Kx7#mQ2", "tooShort", "tooShort"],
  ["Kx7#mQ2v", "tooShort", null],
  ["kx7mq2vt", "tooShort", "fewClasses"],
  ["correct horse battery", null, "fewClasses"],
  ["Correct horse battery", null, null],
  ["河流 云朵 铁路 苹果 台灯 石板", null, "fewClasses"],
  ["Kx7#mQ2vLp9!", null, null],
  [`Kx7#${"mQ2vLp9!tR4zW8".repeat(9)}`.slice(0, 128), null, null],
  [`Kx7#${"mQ2vLp9!tR4zW8".repeat(9)}x`.slice(0, 129), "tooLong", "tooLong"],
  ["Aaaaaaaaaaaa1", "oneRun", "oneRun"],
  ["1234567890123", "oneRun", "fewClasses"],
  ["Abcdefghijkl1", "oneRun", "oneRun"],
  ["Password2026!", "weak", "weak"],
  ["P@ssw0rd2026", "weak", "weak"],
  ["Gonghui@2026!", "weak", "weak"],
  ["LaoMo_Anyang_88", "weak", "weak"],
  ["Woaini5201314!", "weak", "weak"],
  ["Aa1!Aa1!Aa1!", "weak", "weak"],
  ["Xq7!ay-u-01-lead", "containsLogin", "containsLogin"],
  ["Xq7!AY-U-01-LEAD", "containsLogin", "containsLogin"],
  ["Kx7#mQ2v舒长河Lp", "containsName", "containsName"],
  // full-width letters are the same as plain ones
  ["Ｐａｓｓｗｏｒｄ２０２６！", "weak", "weak"],
];

describe("passwordFault", () => {
  it.each(CASES)("judges %j as %s, under mlps as %s", (password, standard, mlps) => {
    expect({ standard: passwordFault(password, SUBJECT, "standard"), mlps: passwordFault(password, SUBJECT, "mlps") }).toEqual({
      standard,
      mlps,
    });
  });

  it("answers a password of 50,000 characters at once", () => {
    const from = performance.now();
    expect(passwordFault("a1B!".repeat(12_500), SUBJECT, "standard")).toBe("tooLong");
    expect(performance.now() - from).toBeLessThan(50);
  });
});

describe("passwordFaultMessage", () => {
  it.each(Object.keys(PASSWORD_FAULT_MESSAGES) as PasswordFault[])("has a sentence without gaps for %s", (fault) => {
    for (const profile of ["standard", "mlps"] satisfies PasswordProfile[]) {
      for (const locale of ["zh-CN", "en"]) expect(passwordFaultMessage(fault, profile, locale)).toMatch(/^[^{}]{5,}$/);
    }
  });
});
