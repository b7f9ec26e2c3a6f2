import { authHandler } from "@/server/viewer";

export { authHandler as GET, authHandler as POST };
