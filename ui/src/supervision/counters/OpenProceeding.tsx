import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { type Counter, openProceeding } from "./api";

/** Opens a proceeding of accountability against whom a row counts. */
export function OpenProceeding({ row: { unit, person } }: { row: Counter }) {
  const { t, i18n } = useTranslation("supervision");
  const [asking, ask] = useState(false);
  const open = useKeyedAct(
    (reason: string, key) => openProceeding({ unit: unit.id, person: person?.account, reason }, key),
    [["cards", "counters"]],
    () => ask(false),
  );
  return (
    <>
      <Button size="small" onClick={() => ask(true)}>
        {t("counters.open")}
      </Button>
      {asking && (
        <ReasonDialog
          title={t("counters.openAgainst", { who: person?.name ?? named(unit, i18n.language) })}
          danger
          busy={open.isPending}
          fault={open.error}
          onGive={open.mutate}
          onClose={() => ask(false)}
        >
          <p>{t("counters.openHint")}</p>
        </ReasonDialog>
      )}
    </>
  );
}
