import "server-only";
import { isEmptyInstallation } from "@/data/first-city";
import { isFirstRunTokenOut } from "@/server/first-run-token";

/** True while the first city may be made: the start script laid out a token, and there is neither account nor city. */
export async function isFirstRunOpen(): Promise<boolean> {
  return isFirstRunTokenOut() && (await isEmptyInstallation());
}
