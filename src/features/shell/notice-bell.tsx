import Link from "next/link";
import { Badge } from "@/ui/badge";
import { buttonClass } from "@/ui/button-class";
import { Icon } from "@/ui/icon";

export function NoticeBell({ unread, label }: { unread: number; label: string }) {
  return (
    <Link href="/notices" prefetch={false} aria-label={label} data-unread={unread} className={buttonClass("quiet", "sm", "relative")}>
      <Icon name="bell" />
      {unread > 0 ? (
        <Badge strong className="absolute -top-0.5 left-4.5 border border-surface">
          {unread > 99 ? "99+" : unread}
        </Badge>
      ) : null}
    </Link>
  );
}
