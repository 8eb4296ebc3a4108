import { useTranslation } from "react-i18next";

/** The rule behind a warning or a card by its code, with the limit that it watches in words. */
export function RuleName({ row }: { row: { rule: string; clock?: string } }) {
  const { t } = useTranslation("workbench");
  const kind = row.clock?.split(/[/#]/)[0];
  return (
    <>
      <span className="figure">{row.rule}</span>{" "}
      {kind && <span className="hint">{t(`case.clock.${kind as "decision"}`, { defaultValue: "" })}</span>}
    </>
  );
}
