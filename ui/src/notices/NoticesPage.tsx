import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allNotices, markRead } from "./api";
import { NoticeLine } from "./NoticeLine";

/** Every notice I was sent, newest first. */
export function NoticesPage() {
  const { t } = useTranslation("shell");
  const cache = useQueryClient();
  const [onlyUnread, setOnlyUnread] = useState(false);
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(allNotices(onlyUnread));
  const read = useMutation({
    mutationFn: markRead,
    onSettled: () => cache.invalidateQueries({ queryKey: ["notices"] }),
  });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section className="notices">
      <h1>{t("notices")}</h1>
      <Checkbox checked={onlyUnread} onChange={(event) => setOnlyUnread(event.target.checked)}>
        {t("onlyUnread")}
      </Checkbox>
      <ul className="notice-list notice-page">
        {rows.map((notice) => (
          <li key={notice.id}>
            <NoticeLine notice={notice} onOpen={() => read.mutate(notice.id)} />
          </li>
        ))}
        {data && rows.length === 0 && <li>{t("noNotices")}</li>}
      </ul>
      {hasNextPage && (
        <Button loading={isFetching} onClick={() => fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}
