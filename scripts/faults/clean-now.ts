/** One pass of the server's cleaner, in a process of its own: `clean-now.ts` with the web server's variables. */
import { cleanAttachments } from "@/server/attachments/orphan-cleaner";

console.log(JSON.stringify(await cleanAttachments()));
process.exit(0);
