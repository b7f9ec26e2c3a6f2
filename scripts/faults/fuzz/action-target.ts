import type { ServerAction } from "./actions";
import { RAW_KINDS } from "./kinds";
import { fill, isRaw, kindsOf, made, sent, type Target } from "./making";
import { strangeText } from "./mutations";
import { valueOf } from "./shapes";
import { argumentsText, formArguments, formFields, formParts, garbage, multipart, plainForm } from "./wire";

const EMPTY = { ok: false, code: "", message: null, fieldErrors: {}, values: {}, data: null };

export function actionTarget(action: ServerAction): Target {
  return {
    name: action.name,
    kind: "action",
    kinds: [...kindsOf((random) => valueOf(action.schema, random, {})), ...RAW_KINDS],
    ...(action.tries && { tries: true }),
    ...(action.inputless && { inputless: true }),
    make: (making) => {
      const { random, known, mode, kind } = making;
      const page = fill(random.pick(action.pages), { ...making, kind: undefined, mode: kind || random.chance(0.9) ? "valid" : mode });
      const ask = { method: "POST", path: page, headers: { "next-action": action.id, accept: "text/x-component" } };
      const plain = { ...ask, headers: {} };
      if (mode === "garbage") {
        const wire = garbage(random, action.id, isRaw(kind) ? kind : undefined);
        return { ...sent(wire, !kind && random.chance(0.3) ? plain : ask), kind: wire.kind, mayWork: action.inputless === true };
      }
      const { value: input, kind: reached } = made(() => valueOf(action.schema, random, known), making);
      if (action.calling === "object")
        return { ...sent(argumentsText(kind || random.chance(0.9) ? [input] : [input, input]), ask), kind: reached };
      // only what takes the fields alone finds them without script
      const alone = action.calling === "bare" ? formFields(input) : {};
      if (!kind && random.chance(0.15))
        return { ...sent(plainForm(action.id, input, random), plain), mayWork: action.schema.safeParse(alone).success };
      if (!kind && random.chance(0.1)) return sent(argumentsText([EMPTY, input]), ask);
      const previous = kind || random.chance(0.8) ? EMPTY : strangeText(random);
      if (action.calling === "form") return { ...sent(formArguments(previous, input, random), ask), kind: reached };
      return { ...sent(multipart([...formParts(input, "_1_"), { name: "0", value: '["$K1"]' }], random), ask), kind: reached };
    },
  };
}
