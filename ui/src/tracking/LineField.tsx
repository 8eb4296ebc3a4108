import { useId } from "react";
import { Icon } from "../Icon";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  fault?: string;
  tel?: boolean;
  longest?: number;
};

/** One line for a number or a code, with its label, hint and fault. */
export function LineField({ label, value, onChange, hint, fault, tel, longest = 50 }: Props) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className={fault ? "field field-faulty" : "field"}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        className="figure"
        required
        type={tel ? "tel" : "text"}
        maxLength={longest}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          <Icon name="alert" /> {fault}
        </p>
      )}
    </div>
  );
}
