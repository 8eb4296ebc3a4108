import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../faultWords";

/** Says that something could not be read or done, if it could not, and offers to try again. */
export function Failure({ fault, again }: { fault: unknown; again?: () => unknown }) {
  const { t } = useTranslation("fault");
  const words = useFaultWords();
  if (fault === null || fault === undefined) return null;
  const action = again && (
    <Button size="small" onClick={() => again()}>
      {t("retry")}
    </Button>
  );
  return <Alert type="error" showIcon role="alert" title={words(fault)} action={action} />;
}
