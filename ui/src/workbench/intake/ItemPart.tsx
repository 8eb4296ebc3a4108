import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { Icon } from "../../Icon";
import type { Guide } from "../../items/api";
import { useLimitWords } from "../../limitWords";
import { statusLook } from "../../outcome";
import { legalDate, named } from "../../show";
import { ItemPicker } from "../search/ItemPicker";
import { type Duplicate, duplicatesQuery } from "./api";
import { rightIdentity } from "./filing";
import type { Part } from "./part";

type Shown = Part & {
  guide?: Guide;
  unit?: string;
  locked: boolean;
  onItem: (item: string | undefined) => void;
  onUnit: (unit: string) => void;
};

/** What is applied for, at which unit, and a warning when the applicant has an open case of the same item. */
export function ItemPart({ filing, guide, unit, locked, told, onItem, onUnit }: Shown) {
  const { t, i18n } = useTranslation("workbench");
  const limit = useLimitWords();
  const duplicates = useQuery(duplicatesQuery(filing.item, rightIdentity(filing.applicant))).data?.rows ?? [];
  const fault = told("/item") ?? told("/unit");
  return (
    <section className="panel" aria-labelledby="what">
      <h2 id="what">{t("intake.what")}</h2>
      <ItemPicker
        id="/item"
        width="100%"
        label={t("search.item")}
        value={filing.item}
        disabled={locked}
        onPick={(item) => onItem(item?.key)}
      />
      {fault && (
        <p className="field-fault" role="alert">
          <Icon name="alert" /> {fault}
        </p>
      )}
      {guide && (
        <p className="hint">
          {t("intake.limits", {
            promised: guide.promised ? limit(guide.promised) : "–",
            statutory: guide.statutory ? limit(guide.statutory) : "–",
          })}
        </p>
      )}
      {guide && guide.units.length > 1 && (
        <div className="field">
          <label htmlFor="/unit">{t("intake.unit")}</label>
          <select id="/unit" value={unit} onChange={(event) => onUnit(event.target.value)}>
            {guide.units.map((each) => (
              <option key={each.id} value={each.id}>
                {named(each, i18n.language)}
              </option>
            ))}
          </select>
        </div>
      )}
      {duplicates.length > 0 && <Duplicates rows={duplicates} kind={guide?.kind} />}
    </section>
  );
}

function Duplicates({ rows, kind }: { rows: Duplicate[]; kind: Guide["kind"] }) {
  const { t, i18n } = useTranslation("workbench");
  const list = (
    <ul className="aside-list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/cases/$id" params={{ id: row.id }} target="_blank" className="figure">
            {row.number}
          </Link>
          <Badge look={statusLook(row.status, { kind })} />
          <span>{t("intake.duplicate", { unit: named(row.unit, i18n.language), date: legalDate(row.submitted) })}</span>
        </li>
      ))}
    </ul>
  );
  return <Alert type="warning" showIcon role="alert" title={t("intake.duplicates")} description={list} />;
}
