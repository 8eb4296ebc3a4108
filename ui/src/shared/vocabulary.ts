import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../http";
import { named } from "../show";

/** The causes to answer a card with and the grounds to rest a command on, in words. They change with the program only. */
export const vocabularyQuery = queryOptions({
  queryKey: ["vocabulary"],
  queryFn: () => got(api.GET("/vocabulary")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Words a cause by its key; one that nobody knows is told as it stands in the record. */
export function useCauseWord() {
  const { i18n } = useTranslation();
  const { data } = useQuery(vocabularyQuery);
  return (key: string) => {
    const cause = data?.causes.find((each) => each.key === key);
    return cause ? named(cause, i18n.language) : key;
  };
}

/** Words what stands as a ground in the record: a ground, a cause, from when a limit counts. What nobody knows is told as it stands. */
export function useGroundWord() {
  const { t, i18n } = useTranslation("workbench");
  const { data } = useQuery(vocabularyQuery);
  return (key: string) => {
    const ground = [...(data?.grounds ?? []), ...(data?.causes ?? [])].find((each) => each.key === key);
    return ground ? named(ground, i18n.language) : t(`case.begins.${key as "receipt"}`, { defaultValue: key });
  };
}
