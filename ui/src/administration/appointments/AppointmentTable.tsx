import { Link, useRouteContext } from "@tanstack/react-router";
import { App, Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { Tone } from "../../looks";
import { ReasonDialog } from "../../shared/ReasonDialog";
import { Rows } from "../../shared/Rows";
import { Said } from "../../shared/Said";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { legalDate, named } from "../../show";
import { may } from "../../supervision/may";
import { useNow } from "../../workbench/now";
import { PlaceName } from "../calendars/PlaceName";
import { type Appointment, revoke } from "./api";
import { standOf } from "./separation";

type Shown = { rows: Appointment[]; withPerson: boolean; loading: boolean };

const tones: Record<ReturnType<typeof standOf>, Tone> = { ahead: "calm", current: "good", ended: "mute" };

/** A list of appointments. One that is not over can be ended, with a reason. */
export function AppointmentTable({ rows, withPerson, loading }: Shown) {
  const { t } = useTranslation("administration");
  const { message } = App.useApp();
  const [ending, end] = useState<Appointment>();
  const revoking = useKeyedAct(revoke, [["appointments"], ["accounts"]]);
  const [told, tell] = useState("");
  const close = () => {
    end(undefined);
    revoking.reset();
  };
  const give = (reason: string) =>
    ending &&
    revoking.mutate(
      { id: ending.id, reason },
      {
        onSuccess: () => {
          close();
          message.success(t("appointments.revoked"));
          tell(t("appointments.revoked"));
        },
      },
    );
  return (
    <>
      <Rows<Appointment>
        rowKey="id"
        columns={useColumns(withPerson, end)}
        dataSource={rows}
        loading={loading}
        least={860}
        nothing={t("appointments.none")}
      />
      <Said words={told} />
      {ending && (
        <ReasonDialog
          title={t("appointments.revoke")}
          danger
          busy={revoking.isPending}
          fault={revoking.error}
          onGive={give}
          onClose={close}
        >
          <p>{t("appointments.revokeHint")}</p>
        </ReasonDialog>
      )}
    </>
  );
}

function useColumns(withPerson: boolean, end: (row: Appointment) => void): TableColumnsType<Appointment> {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const now = useNow();
  const person: TableColumnsType<Appointment>[number] = {
    title: t("appointments.person"),
    width: 160,
    render: (_, row) => (
      <Link to="/accounts/$id" params={{ id: row.account }}>
        {row.name ?? row.account}
      </Link>
    ),
  };
  return [
    ...(withPerson ? [person] : []),
    { title: t("appointments.role"), width: 190, render: (_, row) => named(row.role, i18n.language) },
    {
      title: t("appointments.unit"),
      ellipsis: true,
      render: (_, row) => (
        <>
          {named(row.unit, i18n.language)}{" "}
          <span className="hint">
            <PlaceName path={row.path} />
          </span>
        </>
      ),
    },
    {
      title: t("appointments.from"),
      width: 120,
      render: (_, row) => <span className="figure">{legalDate(row.from)}</span>,
    },
    {
      title: t("appointments.to"),
      width: 120,
      render: (_, row) => <span className="figure">{row.to ? legalDate(row.to) : t("appointments.open")}</span>,
    },
    {
      title: t("appointments.state"),
      width: 110,
      render: (_, row) => (
        <span className={`badge tone-${tones[standOf(row, now)]}`}>{t(`appointments.stand.${standOf(row, now)}`)}</span>
      ),
    },
    {
      title: t("appointments.act"),
      width: 100,
      render: (_, row) =>
        may(me, "appointment", "revoke") &&
        standOf(row, now) !== "ended" && (
          <Button
            size="small"
            danger
            icon={<Icon name="cross" />}
            aria-label={t("appointments.revokeOne", { role: named(row.role, i18n.language), name: row.name ?? "" })}
            onClick={() => end(row)}
          >
            {t("appointments.revoke")}
          </Button>
        ),
    },
  ];
}
