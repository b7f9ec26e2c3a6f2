"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { readNotice } from "./actions";

/** Leads to the case of a notice; from then on the notice counts as read. Without script it only leads there. */
export function NoticeLink({
  id,
  href,
  unread,
  className,
  children,
}: {
  id: string;
  href: string;
  unread: boolean;
  className: string;
  children: ReactNode;
}) {
  // a notice that could not be marked stays unread, nothing else
  const mark = () => void readNotice({ id }).catch(() => null);
  return (
    <Link href={href} prefetch={false} {...(unread ? { onClick: mark } : {})} className={className}>
      {children}
    </Link>
  );
}
