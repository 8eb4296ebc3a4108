import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAddress } from "./address";
import { Foot, Head } from "./Frame";
import { useLoaded } from "./loaded";
import { pageAt } from "./pages";
import { HallStatus, readStatus } from "./status";

/** The hall: its frame and the page at the address. A new page starts at its top, for eyes and for screen readers. */
export function Hall() {
  const { t } = useTranslation("hall");
  const path = new URL(useAddress(), location.origin).pathname;
  const status = useLoaded("status", readStatus);
  const content = useRef<HTMLElement>(null);
  const first = useRef(true);
  const { Page, part } = pageAt(path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when the path changes
  useEffect(() => {
    if (!first.current) content.current?.focus({ preventScroll: true });
    if (!first.current) window.scrollTo(0, 0);
    first.current = false;
  }, [path]);
  return (
    <HallStatus value={status.value}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <Head path={path} />
      <main id="content" tabIndex={-1} ref={content}>
        <Suspense
          fallback={
            <p className="waiting" role="status">
              {t("loading")}
            </p>
          }
        >
          <Page key={path} part={part} />
        </Suspense>
      </main>
      <Foot />
    </HallStatus>
  );
}
