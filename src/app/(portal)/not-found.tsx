import { NotFoundText } from "@/features/shell/not-found";

/** The same words inside the signed-in frame. */
export default function PortalNotFound() {
  return <NotFoundText />;
}
