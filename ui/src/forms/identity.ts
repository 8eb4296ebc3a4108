const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const citizenChecks = "10X98765432"; // by the weighted sum modulo 11

/** Whether this is a citizen number (公民身份号码) by GB 11643: a real date of birth and the right check digit. */
export function citizenNumber(number: string): boolean {
  if (!/^[0-9]{17}[0-9X]$/.test(number)) return false;
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const sum = citizenWeights.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return realDate(birth) && number[17] === citizenChecks[sum % 11];
}

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Whether this is a unified social credit code (统一社会信用代码) with the right check digit by GB 32100. */
export function creditCode(code: string): boolean {
  if (code.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const digit of code.slice(0, 17)) {
    const value = creditAlphabet.indexOf(digit);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return code[17] === creditAlphabet[(31 - (sum % 31)) % 31];
}

/** Whether "2026-02-29" and the like exists in the calendar. */
export function realDate(text: string): boolean {
  if (!/^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
