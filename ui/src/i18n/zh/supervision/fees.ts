/** Words of fee supervision. */
export const feeWords = {
  fees: {
    title: "收费监察",
    what: "收费只能依照公布的标准，全部缴入国库。不选日期的，看近12个月。点数字看明细，点编号看办件。",
    figures: "汇总",
    movements: "明细",
    by: { unit: "按单位", item: "按事项", standard: "按收费标准" },
    standard: "收费标准",
    kind: "类别",
    kinds: { charge: "应缴", payment: "已缴", refund: "退费", waiver: "减免" },
    unit: "收费单位",
    days: "日期",
    cases: "办件数",
    differing: "与应缴不符",
    onlyDiffers: "只看与应缴不符的",
    none: "没有收费记录",
    at: "时间",
    number: "办件编号",
    amount: "金额",
    difference: "监察",
    asked: "应缴 {{asked}}",
  },
};
