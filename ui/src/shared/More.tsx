import { Button } from "antd";
import { useTranslation } from "react-i18next";

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** The way to the next page of a list, while there is one. */
export function More({ list }: { list: Paged }) {
  const { t } = useTranslation("shell");
  if (!list.hasNextPage) return null;
  return (
    <Button className="more" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
      {t("more")}
    </Button>
  );
}
