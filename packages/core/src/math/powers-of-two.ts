/** powersOfTwo[k + powerOffset] = 2ᵏ for k = −1023..1023. */
export const powerOffset = 1023;
export const powersOfTwo = new Float64Array(2047);

powersOfTwo[powerOffset] = 1;
for (let k = 1; k <= 1023; k++) {
  powersOfTwo[powerOffset + k] = powersOfTwo[powerOffset + k - 1]! * 2;
  powersOfTwo[powerOffset - k] = powersOfTwo[powerOffset - k + 1]! / 2;
}
