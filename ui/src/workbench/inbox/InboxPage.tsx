import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import type { Counters } from "../../notices/api";
import { countersKey } from "../../notices/stream";
import { ItemPicker } from "../search/ItemPicker";
import { NumberSearch } from "../search/NumberSearch";
import "../workbench.css";
import { AwayPanel } from "./AwayPanel";
import { type InboxSearch, inboxQuery, type Task } from "./api";
import { BatchBar, BatchDialog } from "./BatchDialog";
import { CopiesPanel } from "./CopiesPanel";
import { HandOverPanel } from "./HandOverPanel";
import { InboxTable, taskKey } from "./InboxTable";
import { Sections } from "./Sections";

const route = getRouteApi("/shell/inbox");

/** The inbox: what waits for me and for my unit, the most urgent first. */
export function InboxPage() {
  const { t } = useTranslation(["workbench", "shell", "fault"]);
  const words = useFaultWords();
  const search = route.useSearch();
  const go = route.useNavigate();
  const inbox = useInfiniteQuery(inboxQuery(search));
  const counters = useLiveCounters(inbox.data?.pages[0]?.counters);
  const tasks = inbox.data?.pages.flatMap((page) => page.rows) ?? [];
  const [keys, choose] = useState<string[]>([]);
  const [approving, approve] = useState<Task[]>();
  const chosen = tasks.filter((task) => task.batch && keys.includes(taskKey(task)));
  const narrow = (change: Partial<InboxSearch>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });

  return (
    <section className="inbox">
      <div className="page-head">
        <h1>{t("inbox.title")}</h1>
        <div className="filters">
          <NumberSearch value={search.number} onSearch={(number) => narrow({ number })} />
          <ItemPicker value={search.item} onPick={(item) => narrow({ item: item?.key })} label={t("search.item")} />
        </div>
      </div>
      <Sections counters={counters} here={search.section} />
      {inbox.error && <Alert type="error" showIcon title={words(inbox.error)} />}
      <BatchBar chosen={chosen} onApprove={() => approve(chosen)} />
      <InboxTable
        tasks={tasks}
        section={search.section}
        loading={inbox.isPending}
        narrowed={narrowed(search)}
        chosen={keys}
        onChoose={choose}
      />
      {inbox.hasNextPage && (
        <Button className="more" loading={inbox.isFetchingNextPage} onClick={() => inbox.fetchNextPage()}>
          {t("search.more")}
        </Button>
      )}
      <CopiesPanel />
      <AwayPanel />
      <HandOverPanel />
      {approving && (
        <BatchDialog
          tasks={approving}
          onClose={() => {
            approve(undefined);
            choose([]);
          }}
        />
      )}
    </section>
  );
}

const narrowed = (search: InboxSearch) => search.item !== undefined || search.number !== undefined;

/** The counters as the stream last told them, else as the inbox did. When they move, the list is asked for again. */
function useLiveCounters(read: Counters | undefined): Counters | undefined {
  const cache = useQueryClient();
  const { data: live } = useQuery<Counters>({ queryKey: countersKey, enabled: false });
  const told = useRef(live);
  useEffect(() => {
    if (told.current !== live) cache.invalidateQueries({ queryKey: ["inbox"] });
    told.current = live;
  }, [cache, live]);
  return live ?? read;
}
