import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../faultWords";
import { Icon } from "../Icon";
import type { Loaded } from "./loaded";

/** Shows what was read once it is there; until then that it is being read, or why not with a way to try again. */
export function Waiting<T>({ on, children }: { on: Loaded<T>; children: (value: T) => ReactNode }) {
  const { t } = useTranslation("hall");
  if (on.value !== undefined) return <>{children(on.value)}</>;
  if (on.failure !== undefined) return <Failure failure={on.failure} again={on.again} />;
  return (
    <p className="waiting" role="status">
      {t("loading")}
    </p>
  );
}

/** A failure in a box, announced, with a way to try again where that helps. */
export function Failure({ failure, again }: { failure: unknown; again?: () => void }) {
  const { t } = useTranslation("hall");
  const words = useFaultWords();
  return (
    <div className="notice-box tone-red" role="alert">
      <Icon name="alert" />
      <div>
        <p>{words(failure)}</p>
        {again && (
          <button type="button" className="button" onClick={again}>
            {t("again")}
          </button>
        )}
      </div>
    </div>
  );
}
