import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { App, Button, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../Badge";
import { noticeLook } from "../notices/looks";
import { Failure } from "../shared/Failure";
import { More } from "../shared/More";
import { Rows } from "../shared/Rows";
import { legalInstant } from "../show";
import { may } from "../supervision/may";
import { type Channel, type Delivery, type DeliveryPage, retryDeliveries, undelivered } from "./api";

/** What leaves the house, counted by channel, and what was given up, to be sent again. */
export function Deliveries() {
  const { t } = useTranslation("outbox");
  const { message } = App.useApp();
  const { me } = useRouteContext({ from: "/shell" });
  const cache = useQueryClient();
  const list = useInfiniteQuery(undelivered);
  const retry = useMutation({
    mutationFn: ({ channel, id }: { channel: Channel; id?: string }) => retryDeliveries(channel, id),
    onSuccess: ({ retried }) => {
      message.success(t("panel.retried", { n: retried }));
      return cache.invalidateQueries({ queryKey: ["operations"] });
    },
  });
  const columns = useColumns();
  const page = list.data?.pages[0];
  const act: TableColumnsType<Delivery>[number] = {
    key: "act",
    render: (_, { channel, id }) => (
      <Button size="small" disabled={retry.isPending} onClick={() => retry.mutate({ channel, id })}>
        {t("panel.retry")}
      </Button>
    ),
  };
  return (
    <section className="panel" aria-labelledby="deliveries">
      <h2 id="deliveries">{t("panel.title")}</h2>
      <Failure fault={list.error ?? retry.error} again={list.error ? list.refetch : undefined} />
      {page && (
        <Counts
          page={page}
          onRetry={may(me, "operations", "rehydrate") ? (channel) => retry.mutate({ channel }) : undefined}
        />
      )}
      {page && page.channels.length + page.rows.length > 0 && (
        <Rows<Delivery>
          rowKey="id"
          columns={may(me, "operations", "rehydrate") ? [...columns, act] : columns}
          dataSource={list.data?.pages.flatMap(({ rows }) => rows) ?? []}
          least={1000}
          nothing={t("panel.none")}
        />
      )}
      <More list={list} />
    </section>
  );
}

function Counts({ page, onRetry }: { page: DeliveryPage; onRetry?: (channel: Channel) => void }) {
  const { t } = useTranslation("outbox");
  if (page.channels.length === 0) return <p className="hint">{t("panel.off")}</p>;
  const n = (channel: Channel, state: string) =>
    page.counts.find((count) => count.channel === channel && count.state === state)?.n ?? 0;
  return (
    <>
      <p className="hint">{t("panel.lead")}</p>
      <ul>
        {page.channels.map((channel) => (
          <li key={channel}>
            <strong>{t(`channel.${channel}`)}</strong> {t("panel.waiting", { n: n(channel, "queued") })} ·{" "}
            {t("panel.sent", { n: n(channel, "sent") })} · {t("panel.failed", { n: n(channel, "failed") })}{" "}
            {onRetry && n(channel, "failed") > 0 && (
              <Button size="small" onClick={() => onRetry(channel)}>
                {t("panel.retryAll", { channel: t(`channel.${channel}`) })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function useColumns(): TableColumnsType<Delivery> {
  const { t } = useTranslation("outbox");
  return [
    { key: "channel", title: t("panel.channelWord"), render: (_, { channel }) => t(`channel.${channel}`) },
    { key: "kind", title: t("panel.kind"), render: (_, { kind }) => <Badge look={noticeLook(kind)} /> },
    { key: "to", title: t("panel.to"), render: (_, { to }) => to?.name ?? t("panel.applicant") },
    { key: "number", title: t("panel.number"), dataIndex: "number", className: "figure" },
    { key: "at", title: t("panel.at"), render: (_, { at }) => <time dateTime={at}>{legalInstant(at)}</time> },
    { key: "tries", title: t("panel.tries"), dataIndex: "tries" },
    { key: "answer", title: t("panel.answer"), dataIndex: "answer" },
  ];
}
