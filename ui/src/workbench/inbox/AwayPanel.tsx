import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { briefInstant, named } from "../../show";
import { AbsenceDialog } from "./AbsenceDialog";
import { type Absence, absencesQuery, cancelAbsence } from "./api";

const changes = [["absences"], ["inbox"], ["colleagues"]];

/** Who of my unit is away or will be, and who stands in; on my own desk also the way to say that I go. */
export function AwayPanel({ unit }: { unit?: string }) {
  const { t } = useTranslation("workbench");
  const { me } = useRouteContext({ from: "/shell" });
  const [going, go] = useState(false);
  const { data } = useQuery(absencesQuery(unit));
  const mine = unit === undefined && me.appointments.length > 0;
  return (
    <section className="panel away" aria-labelledby="away">
      <div className="panel-head">
        <h2 id="away">
          <Icon name="people" /> {t("away.title")}
        </h2>
        {mine && (
          <Button size="small" icon={<Icon name="plus" />} onClick={() => go(true)}>
            {t("away.record")}
          </Button>
        )}
      </div>
      {data?.rows.length === 0 && <p className="hint">{t("away.none")}</p>}
      <ul>
        {data?.rows.map((absence) => (
          <OneAbsence key={absence.id} absence={absence} />
        ))}
      </ul>
      {going && <AbsenceDialog onClose={() => go(false)} />}
    </section>
  );
}

function OneAbsence({ absence }: { absence: Absence }) {
  const { t, i18n } = useTranslation("workbench");
  const { message } = App.useApp();
  const words = useFaultWords();
  const { id, name, from, to, stand_in, now } = absence;
  const cancelling = useKeyedAct(cancelAbsence, changes, () => message.success(t("away.cancelled", { name })));
  const cancel = () => cancelling.mutate(id, { onError: (fault) => message.error(words(fault)) });
  return (
    <li>
      <strong>{name}</strong>
      <span className={`badge tone-${now ? "wait" : "mute"}`}>
        <Icon name={now ? "out" : "hourglass"} />
        {t(now ? "away.now" : "away.soon")}
      </span>
      <span className="figure">
        {briefInstant(from)} – {briefInstant(to)}
      </span>
      <span>{stand_in ? t("away.standIn", { name: stand_in.name }) : t("away.nobody")}</span>
      {absence.items && absence.items.length > 0 && (
        <span className="hint">{absence.items.map((item) => named(item, i18n.language)).join("、")}</span>
      )}
      {absence.can_cancel && (
        <Button size="small" loading={cancelling.isPending} onClick={cancel} aria-label={t("away.cancelOne", { name })}>
          {t("away.cancel")}
        </Button>
      )}
    </li>
  );
}
