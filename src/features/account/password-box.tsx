"use client";

import { type ComponentProps, useState } from "react";
import { cn } from "@/lib/cn";
import { CONTROL_CLASS } from "@/ui/control-class";

type PasswordBoxProps = Omit<ComponentProps<"input">, "type"> & { showLabel: string; hideLabel: string };

/** A password box that can show what was typed: on a phone nobody types twelve characters blind. */
export function PasswordBox({ showLabel, hideLabel, className, ...rest }: PasswordBoxProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <input
        {...rest}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={cn(CONTROL_CLASS, "pr-16", className)}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-controls={rest.id}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 rounded-md px-3 text-sm text-ink-2 hover:text-accent"
      >
        {shown ? hideLabel : showLabel}
      </button>
    </span>
  );
}
