import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { ToneGlyph } from "@/ui/tone-glyph";

/** What a control needs to be tied to its label, hint and error. Spread it onto the control. */
export type ControlProps = {
  id: string;
  /** not the native attribute: the browser must never stop a save with a bubble in its own language */
  "aria-required"?: true;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

export type FieldProps = Omit<ComponentProps<"div">, "children" | "id"> & {
  /** id of the control; label, hint and error derive theirs from it */
  id: string;
  label: ReactNode;
  required?: boolean | undefined;
  hint?: ReactNode;
  /** one sentence: what is wrong and what to do */
  error?: ReactNode;
  /** characters used of those allowed */
  counter?: { count: number; max: number } | undefined;
  /** a remark at the right end of the label line, such as a save state */
  aside?: ReactNode;
  /** keeps the label for assistive technology only, as in a table cell that has a header */
  hideLabel?: boolean;
  children: ReactNode | ((control: ControlProps) => ReactNode);
};

/** The attributes that tie a control to the label, hint and error of a Field with this id. */
export function controlProps(id: string, on: { required?: boolean | undefined; hint?: unknown; error?: unknown }): ControlProps {
  const describedBy = [on.error ? `${id}-error` : "", on.hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return {
    id,
    ...(on.required ? { "aria-required": true as const } : {}),
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
    ...(on.error ? { "aria-invalid": true as const } : {}),
  };
}

/** Label above, control, then error or hint below. `children` gets the control's attributes when it is a function. */
export function Field(props: FieldProps) {
  const { id, label, required, hint, error, counter, aside, hideLabel = false, className, children, ...rest } = props;
  const over = counter ? counter.count > counter.max : false;
  return (
    <div {...rest} className={cn("flex min-w-0 flex-col gap-1", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
          {required ? <RequiredMark /> : null}
        </label>
        {aside ? <span className="text-xs text-ink-3">{aside}</span> : null}
      </div>
      {typeof children === "function" ? children(controlProps(id, { required, hint, error })) : children}
      {error || hint || counter ? (
        <div className="flex items-start justify-between gap-3 text-sm">
          <div className="min-w-0">
            {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
            {hint ? (
              <p id={`${id}-hint`} className="text-ink-3">
                {hint}
              </p>
            ) : null}
          </div>
          {counter ? (
            <span className={cn("shrink-0 tabular-nums", over ? "font-medium text-danger" : "text-ink-3")}>
              {counter.count}/{counter.max}
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** The red star. The control itself carries `aria-required`, which assistive technology reads out. */
export function RequiredMark() {
  return (
    <span aria-hidden="true" className="ml-0.5 text-accent">
      *
    </span>
  );
}

/** The sentence of an error, with its shape. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-danger">
      <ToneGlyph tone="danger" className="mt-1" />
      <span>{children}</span>
    </p>
  );
}
