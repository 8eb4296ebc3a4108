/** Words of fee supervision. */
export const feeWords = {
  fees: {
    title: "Fees",
    what: "Fees are charged by published standards only, and paid to the treasury. Without dates: the last twelve months. A figure leads to what it counts.",
    figures: "Figures",
    movements: "Movements",
    by: { unit: "By unit", item: "By item", standard: "By standard" },
    standard: "Standard",
    kind: "Kind",
    kinds: { charge: "Charged", payment: "Paid", refund: "Given back", waiver: "Waived" },
    unit: "Unit",
    days: "Days",
    cases: "Cases",
    differing: "Not what was asked",
    onlyDiffers: "Only what differs",
    none: "No movements of money",
    at: "When",
    number: "Case",
    amount: "Amount",
    difference: "Finding",
    asked: "Asked: {{asked}}",
  },
};
