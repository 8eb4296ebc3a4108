import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useRouteContext } from "@tanstack/react-router";
import { App, Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { Rows } from "../../shared/Rows";
import { Said } from "../../shared/Said";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { legalInstant, named } from "../../show";
import { may } from "../../supervision/may";
import { type Incident, incidentsQuery, settle } from "./api";
import { aboutCard, curable, particulars, plain } from "./cures";
import { RehydrateButton } from "./RehydrateButton";

/** The incidents as a list; each with what cures it. */
export function Incidents({ open = true }: { open?: boolean }) {
  const { t } = useTranslation("administration");
  const { message } = App.useApp();
  const [ending, end] = useState<Incident>();
  const list = useInfiniteQuery(incidentsQuery(open));
  const settling = useKeyedAct(settle, [["incidents"], ["operations"], ["board"], ["worklist"]]);
  const [told, tell] = useState("");
  const close = () => {
    end(undefined);
    settling.reset();
  };
  const give = (reason: string) =>
    ending &&
    settling.mutate(
      { id: ending.id, reason },
      {
        onSuccess: () => {
          close();
          message.success(t("incidents.done"));
          tell(t("incidents.done"));
        },
      },
    );
  return (
    <>
      <Failure fault={list.error} again={list.refetch} />
      <Rows<Incident>
        rowKey="id"
        columns={useColumns(end)}
        dataSource={list.data?.pages.flatMap((page) => page.rows) ?? []}
        loading={list.isPending}
        least={1080}
        nothing={t(open ? "incidents.none" : "incidents.noneSettled")}
      />
      <More list={list} />
      <Said words={told} />
      {ending && (
        <ReasonDialog
          title={t("incidents.settle")}
          busy={settling.isPending}
          fault={settling.error}
          onGive={give}
          onClose={close}
        >
          <p>{t("incidents.settleHint")}</p>
        </ReasonDialog>
      )}
    </>
  );
}

function useColumns(end: (incident: Incident) => void): TableColumnsType<Incident> {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  return [
    {
      title: t("incidents.kind"),
      width: 210,
      render: (_, incident) => (
        <span className="badge tone-red">
          <Icon name="alert" />
          {t(`incidents.kinds.${incident.kind as "lost"}`, { defaultValue: incident.kind })}
        </span>
      ),
    },
    {
      title: t("incidents.subject"),
      width: 120,
      render: (_, incident) => <Subject incident={incident} />,
    },
    { title: t("incidents.detail"), render: (_, incident) => <Told incident={incident} /> },
    {
      title: t("incidents.holder"),
      width: 220,
      render: (_, { unit, holder }) => [holder?.name, unit && named(unit, i18n.language)].filter(Boolean).join(" · "),
    },
    {
      title: t("incidents.raised"),
      width: 150,
      render: (_, { raised }) => <time className="figure">{legalInstant(raised)}</time>,
    },
    {
      title: t("incidents.act"),
      width: 220,
      render: (_, incident) =>
        incident.settled ? (
          <span className="hint">
            {t("incidents.settledBy", { name: incident.settled_by?.name ?? "", at: legalInstant(incident.settled) })}
          </span>
        ) : (
          <span className="command-buttons">
            {curable(incident) && may(me, "operations", "rehydrate") && (
              <RehydrateButton subject={incident.subject ?? ""} />
            )}
            {may(me, "incident", "settle") && (
              <Button size="small" icon={<Icon name="check" />} onClick={() => end(incident)}>
                {t("incidents.settle")}
              </Button>
            )}
          </span>
        ),
    },
  ];
}

/** What an incident means, in words; what the machine noted stands below it where it says more. */
function Told({ incident: { kind, id, detail } }: { incident: Incident }) {
  const { t } = useTranslation("administration");
  const told = t(`incidents.told.${kind as "lost"}`, { defaultValue: "", ...particulars(id, detail ?? "") });
  const whole = told !== "" && plain.includes(kind);
  return (
    <>
      {told}
      {!whole && <p className="hint">{detail}</p>}
    </>
  );
}

/** The case or card that an incident is about. */
function Subject({ incident }: { incident: Incident }) {
  const { t } = useTranslation("administration");
  const { subject } = incident;
  if (subject === undefined) return null;
  return (
    <Link to={aboutCard(incident) ? "/cards/$id" : "/cases/$id"} params={{ id: subject }} title={subject}>
      {t(aboutCard(incident) ? "incidents.card" : "incidents.case")}
    </Link>
  );
}
