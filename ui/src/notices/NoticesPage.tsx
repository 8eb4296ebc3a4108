import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { Failure } from "../shared/Failure";
import { More } from "../shared/More";
import { withWeekday } from "../workbench/left";
import "./notices.css";
import { allNotices, markAllRead, markRead, type Notice } from "./api";
import { byDay } from "./inbox";
import { NoticeLine } from "./NoticeLine";

/** Every notice I was sent, by days, the latest first, each with its mark of having been read. */
export function NoticesPage() {
  const { t, i18n } = useTranslation(["shell", "notice"]);
  const cache = useQueryClient();
  const [onlyUnread, setOnlyUnread] = useState(false);
  const list = useInfiniteQuery(allNotices(onlyUnread));
  const read = useMutation({
    mutationFn: (given: { notice: Notice } | { until: string }) =>
      "until" in given ? markAllRead(given.until) : markRead(given.notice.id),
    onSettled: () => cache.invalidateQueries({ queryKey: ["notices"] }),
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <section className="notices">
      <h1>{t("notices")}</h1>
      <p role="status">{t("unread", { count: unread })}</p>
      <div className="notice-tools">
        <Checkbox checked={onlyUnread} onChange={(event) => setOnlyUnread(event.target.checked)}>
          {t("onlyUnread")}
        </Checkbox>
        <Button
          size="small"
          icon={<Icon name="check" />}
          disabled={unread === 0 || rows[0] === undefined}
          loading={read.isPending}
          onClick={() => rows[0] && read.mutate({ until: rows[0].made })}
        >
          {t("notice:markAll")}
        </Button>
      </div>
      <Failure fault={list.error ?? read.error} again={list.error ? list.refetch : undefined} />
      {byDay(rows).map(({ day, notices }) => (
        <section key={day} aria-label={day}>
          <h2 className="figure">{withWeekday(day, i18n.language)}</h2>
          <ul className="notice-list notice-page">
            {notices.map((notice) => (
              <li key={notice.id}>
                <NoticeLine notice={notice} underDay onOpen={() => notice.read ?? read.mutate({ notice })} />
                <ReadMark notice={notice} busy={read.isPending} onRead={() => read.mutate({ notice })} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {list.data && rows.length === 0 && <p>{t("noNotices")}</p>}
      <More list={list} />
    </section>
  );
}

function ReadMark({ notice, busy, onRead }: { notice: Notice; busy: boolean; onRead: () => void }) {
  const { t } = useTranslation("notice");
  if (notice.read) {
    return (
      <small className="notice-mark">
        <Icon name="eye" /> {t("read")}
      </small>
    );
  }
  return (
    <Button
      size="small"
      type="text"
      className="notice-mark"
      disabled={busy}
      icon={<Icon name="check" />}
      onClick={onRead}
    >
      {t("markRead")}
    </Button>
  );
}
