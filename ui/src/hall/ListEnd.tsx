import { useTranslation } from "react-i18next";
import { Failure } from "./Waiting";

type Props = { failure: unknown; next?: string; more: () => void };

/** What stands behind the entries of a public list: why no more came, or the way to the next ones. */
export function ListEnd({ failure, next, more }: Props) {
  const { t } = useTranslation("voice");
  return (
    <>
      {failure !== undefined && <Failure failure={failure} />}
      {next && (
        <button type="button" className="button" onClick={more}>
          {t("rating.more")}
        </button>
      )}
    </>
  );
}
