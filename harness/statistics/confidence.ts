/** Every interval covers the true value with this probability. */
export const confidence = 0.95

/** The two-sided 95 % point of the normal distribution. */
export const z95 = 1.959963984540054
