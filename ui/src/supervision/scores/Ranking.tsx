import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { Rows } from "../../shared/Rows";
import { named } from "../../show";
import { type Scheme, type ScoreKind, type ScoreRow, scoresQuery } from "./api";
import { gradeLook, points } from "./looks";

/** Who achieved what: the ranked by rank, then those with too few cases. Each name leads to its sheet. */
export function Ranking({ id, kind, scheme }: { id: string; kind: ScoreKind; scheme: Scheme }) {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const { data, error, isPending } = useQuery(scoresQuery(id, kind));
  const columns = useColumns(id, kind, scheme);
  if (error) return <Alert type="error" showIcon title={words(error)} />;
  return (
    <Rows<ScoreRow>
      rowKey={(row) => row.object.id}
      columns={columns}
      dataSource={data?.rows ?? []}
      loading={isPending}
      least={620 + scheme.heads.length * 76}
      nothing={t("scores.nobody")}
    />
  );
}

function useColumns(id: string, kind: ScoreKind, scheme: Scheme): TableColumnsType<ScoreRow> {
  const { t, i18n } = useTranslation("supervision");
  const { language } = i18n;
  return [
    {
      title: t("scores.rank"),
      width: 76,
      render: (_, { rank }) => (rank > 0 ? <strong className="figure">{rank}</strong> : t("scores.unranked")),
    },
    {
      title: t("scores.object"),
      width: 230,
      render: (_, { object }) => (
        <>
          <Link
            to="/supervision/scores/$id/$kind/$object"
            params={{ id, kind, object: object.id }}
            className="case-link"
          >
            {named(object, language)}
          </Link>{" "}
          {kind === "person" && <span className="hint">{named(object.unit, language)}</span>}
        </>
      ),
    },
    { title: t("scores.score"), width: 110, render: (_, row) => <Score row={row} /> },
    {
      title: t("scores.grade"),
      width: 100,
      render: (_, { grade }) => {
        const look = gradeLook(scheme, grade);
        return look && <Badge look={look} />;
      },
    },
    {
      title: t("scores.sample"),
      width: 90,
      align: "right",
      render: (_, row) => <span className="figure">{row.sample}</span>,
    },
    ...scheme.heads.map((head) => ({
      key: head.code,
      title: `${named(head, language)} ${head.weight}`,
      width: 76,
      align: "right" as const,
      render: (_: unknown, row: ScoreRow) => (
        <span className="figure">{points(row.heads.find(({ code }) => code === head.code)?.points ?? 0)}</span>
      ),
    })),
  ];
}

/** The score, and what it was before a correction. */
export function Score({ row }: { row: ScoreRow }) {
  const { t } = useTranslation("supervision");
  return (
    <span className="figure">
      <strong>{points(row.score)}</strong>
      {row.was !== undefined && row.was !== row.score && (
        <small className="hint"> {t("scores.was", { points: points(row.was) })}</small>
      )}
    </span>
  );
}
