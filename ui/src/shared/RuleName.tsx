import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { named } from "../show";

type Ruled = Pick<components["schemas"]["CardRow"], "rule" | "rule_name" | "rule_name_en">;

/** The rule behind a warning or a card: its name in the reader's language, its code beside it. */
export function RuleName({ row }: { row: Ruled }) {
  const { i18n } = useTranslation();
  return (
    <span className="rule-name">
      {named({ name: row.rule_name ?? "", name_en: row.rule_name_en }, i18n.language)}{" "}
      <span className="figure hint">{row.rule}</span>
    </span>
  );
}
