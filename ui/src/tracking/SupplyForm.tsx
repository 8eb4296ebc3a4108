import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Receipt } from "../applications/filing";
import { Uploads } from "../applications/Uploads";
import { Fault } from "../fault";
import { Failure } from "../hall/Waiting";
import { Icon } from "../Icon";
import { lastDay, named } from "../show";
import type { Tracking } from "./api";
import { useCommand } from "./useCommand";

type Props = { tracking: Tracking; keep: (tracking: Tracking) => void };

/** Handing in what the one complete notice asked for. */
export function SupplyForm({ tracking, keep }: Props) {
  const { t, i18n } = useTranslation(["tracking", "application"]);
  const { asked, supply_due: due } = tracking.case;
  const [files, set] = useState<Record<number, Receipt[]>>({});
  const [note, write] = useState("");
  const [incomplete, remind] = useState(false);
  const { give, busy, failure } = useCommand(tracking, "supply", keep);
  const missing = (no: number) => (files[no]?.length ?? 0) === 0;
  const supply = () => {
    remind(asked.some(({ no }) => missing(no)));
    if (asked.some(({ no }) => missing(no))) return;
    const materials = asked.map(({ no }) => ({
      no,
      state: "received" as const,
      files: files[no]?.map((file) => file.receipt),
    }));
    give(note.trim() ? { materials, note: note.trim() } : { materials });
  };
  return (
    <section className="sheet supply print-hidden" aria-labelledby="supply">
      <h2 id="supply">
        <Icon name="upload" /> {t("supplyTitle")}
      </h2>
      {due && <p className="notice-box tone-wait">{t("supplyDue", { date: lastDay(due) })}</p>}
      <p>{t("supplyLong")}</p>
      <ol className="given-list">
        {asked.map((material) => (
          <li key={material.no} className="given">
            <p className="given-name">
              <strong>{named(material, i18n.language)}</strong>
            </p>
            {material.note && <p>{material.note}</p>}
            <Uploads
              id={`/materials/${material.no}`}
              name={named(material, i18n.language)}
              files={files[material.no] ?? []}
              set={(given) => set((old) => ({ ...old, [material.no]: given }))}
              fault={incomplete && missing(material.no) ? t("application:material.missing") : undefined}
            />
          </li>
        ))}
      </ol>
      <div className="field">
        <label htmlFor="supply-note">
          {t("supplyNote")} <span className="field-need">{t("application:optional")}</span>
        </label>
        <textarea
          id="supply-note"
          rows={3}
          maxLength={2000}
          value={note}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      {failure !== undefined && <Failure failure={failure} />}
      {failure instanceof Fault && failure.faults.length > 0 && (
        <ul className="field-fault">
          {failure.faults.map((fault) => (
            <li key={`${fault.field} ${fault.rule}`}>{fault.sentence}</li>
          ))}
        </ul>
      )}
      <button type="button" className="button primary large" disabled={busy} onClick={supply}>
        {t("supply")}
      </button>
    </section>
  );
}
