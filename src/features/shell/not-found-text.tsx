import Link from "next/link";
import { buttonClass } from "@/ui/button-class";
import { useUiTextIfAny } from "@/ui/ui-text";

/** One answer for what does not exist, what belongs to others and what the role may not see: it tells nothing apart. */
export function NotFoundText() {
  const text = useUiTextIfAny();
  if (!text) return null;
  return (
    <div data-not-found="" className="flex min-h-[60vh] flex-col items-center justify-center px-4 py-10 text-center">
      <Signpost />
      <h1 className="text-lg">{text.notFoundTitle}</h1>
      <p className="mt-1.5 max-w-md text-balance text-ink-2">{text.notFoundText}</p>
      <Link href="/" prefetch={false} className={buttonClass("primary", "md", "mt-5")}>
        {text.home}
      </Link>
    </div>
  );
}

/** Points both ways, on a grid of 120 × 88. */
function Signpost() {
  return (
    <svg
      viewBox="0 0 120 88"
      aria-hidden="true"
      className="mb-4 h-22 w-30 text-line-strong"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M14 78h92" className="text-line" />
      <path d="M60 78V18" />
      <path d="M60 22h30l8 8-8 8H60Z" fill="#fff" />
      <path d="M60 44H34l-8 7 8 7h26Z" fill="#fff" />
      <path d="M68 30h14M42 51h10" className="text-line" />
      <circle cx="60" cy="15" r="3" className="text-accent" fill="#fff" />
    </svg>
  );
}
