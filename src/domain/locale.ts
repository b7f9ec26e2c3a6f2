/** Languages of the screens. Chinese first: every text exists in it, and it is the default. */
export type Locale = "zh-CN" | "en";
