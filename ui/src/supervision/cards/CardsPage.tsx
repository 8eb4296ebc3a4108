import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import "../../workbench/workbench.css";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { boardQuery } from "../api";
import { Trail } from "../board/Trail";
import "../../shared/shared.css";
import "../supervision.css";
import { supervises } from "../may";
import { cardsQuery } from "./api";
import { CardTable } from "./CardTable";
import { Filters } from "./Filters";
import { Queues } from "./Queues";
import { ReleaseDesk } from "./ReleaseDesk";

const route = getRouteApi("/shell/cards");

/** The card desk: for a supervisor the queues of what waits for him, for everybody the cards that he may see. */
export function CardsPage() {
  const { t } = useTranslation("supervision");
  const { me } = useRouteContext({ from: "/shell" });
  const search = route.useSearch();
  const go = route.useNavigate();
  const cards = useInfiniteQuery(cardsQuery(search));
  const place = useQuery({ ...boardQuery(search.path), enabled: search.path !== undefined });
  const rows = cards.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h1>{t("cards.title")}</h1>
      {supervises(me) && <Queues here={search.queue} />}
      {search.path && place.data && <Trail division={place.data.division} />}
      {!search.queue && (
        <Filters
          search={search}
          narrow={(change) => go({ search: (before) => ({ ...before, ...change }), replace: true })}
          clear={() => go({ search: {}, replace: true })}
        />
      )}
      <Failure fault={cards.error} again={cards.refetch} />
      {search.queue === "release" ? (
        <ReleaseDesk rows={rows} loading={cards.isPending} />
      ) : (
        <CardTable rows={rows} loading={cards.isPending} />
      )}
      <More list={cards} />
    </section>
  );
}
