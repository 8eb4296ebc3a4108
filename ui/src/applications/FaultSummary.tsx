import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import type { Faults } from "./useFiling";

type Props = { faults: Faults; label: (pointer: string) => string; round: number };

/** All faults of a page at its top, announced and focused; each line leads to its field. */
export function FaultSummary({ faults, label, round }: Props) {
  const { t } = useTranslation("application");
  const summary = useRef<HTMLDivElement>(null);
  const faulty = Object.entries(faults);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt focuses the summary again
  useEffect(() => summary.current?.focus(), [round]);
  if (faulty.length === 0) return null;
  const lead = (pointer: string) => {
    const field = document.getElementById(pointer);
    field?.scrollIntoView({ block: "center" });
    field?.focus();
  };
  return (
    <div className="fault-summary" role="alert" tabIndex={-1} ref={summary}>
      <h3>
        <Icon name="alert" /> {t("faults", { count: faulty.length })}
      </h3>
      <ul>
        {faulty.map(([pointer, sentence]) => (
          <li key={pointer}>
            <button type="button" className="link" onClick={() => lead(pointer)}>
              <strong>{label(pointer)}</strong> {sentence}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
