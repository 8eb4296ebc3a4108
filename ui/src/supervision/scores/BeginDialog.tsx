import { Alert, Form, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { components } from "../../contract";
import { useFaultWords } from "../../faultWords";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { beginEvaluation, evaluationChanges } from "./api";

type Asked = {
  organs: components["schemas"]["UnitName"][];
  periods: string[];
  onBegun: (id: string) => void;
  onClose: () => void;
};

/** Measures a period by hand: before its turn, or where it was missed. */
export function BeginDialog({ organs, periods, onBegun, onClose }: Asked) {
  const { t, i18n } = useTranslation("supervision");
  const words = useFaultWords();
  const [form] = Form.useForm<{ organ: string; period: string }>();
  const begin = useKeyedAct(beginEvaluation, evaluationChanges, (row) => onBegun(row.id));
  return (
    <Modal
      open
      title={t("scores.begin")}
      okText={t("scores.begin")}
      okButtonProps={{ loading: begin.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t("scores.beginHint")}</p>
      {begin.error && <Alert type="error" showIcon role="alert" title={words(begin.error)} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ organ: organs[0]?.id, period: periods[0] }}
        onFinish={(given) => begin.mutate(given)}
      >
        <Form.Item name="organ" label={t("scores.organ")} rules={[{ required: true }]}>
          <Select options={organs.map((unit) => ({ value: unit.id, label: named(unit, i18n.language) }))} />
        </Form.Item>
        <Form.Item name="period" label={t("scores.period")} rules={[{ required: true }]}>
          <Select options={periods.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
