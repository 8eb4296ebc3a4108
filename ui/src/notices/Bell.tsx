import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Badge as Count, Popover } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { latestNotices, markRead, type Notice } from "./api";
import { NoticeLine } from "./NoticeLine";
import { listen } from "./stream";

/** The bell: how many notices are unread, the latest of them, live. */
export function Bell() {
  const { t } = useTranslation("shell");
  const cache = useQueryClient();
  const [open, show] = useState(false);
  const [live, setLive] = useState(true);
  const notices = useQuery(latestNotices);
  const read = useMutation({
    mutationFn: (notice: Notice) => markRead(notice.id),
    onSettled: () => cache.invalidateQueries({ queryKey: ["notices"] }),
  });
  useEffect(() => listen(cache, setLive), [cache]);

  const opened = (notice: Notice) => {
    show(false);
    if (!notice.read) read.mutate(notice);
  };
  const unread = notices.data?.unread ?? 0;
  const list = (
    <>
      <ul className="notice-list">
        {notices.data?.rows.map((notice) => (
          <li key={notice.id}>
            <NoticeLine notice={notice} onOpen={() => opened(notice)} />
          </li>
        ))}
        {notices.data?.rows.length === 0 && <li>{t("noNotices")}</li>}
      </ul>
      <div className="notice-foot">
        <Link to="/notices" onClick={() => show(false)}>
          {t("allNotices")}
        </Link>
        <small>{live ? t("live") : t("offline")}</small>
      </div>
    </>
  );
  return (
    <Popover
      getPopupContainer={(bell) => bell.parentElement ?? document.body}
      content={list}
      title={t("notices")}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={show}
    >
      <Button type="text">
        <Count count={unread} size="small" color="#a8201a" title="">
          <Icon name="bell" size={20} />
        </Count>
        <span className="visually-hidden">{`${t("notices")}: ${t("unread", { count: unread })}`}</span>
      </Button>
    </Popover>
  );
}
