/** By how much a figure that is read once a minute rises in an hour: the slope of the line that lies closest to all of them (least squares), so that one minute more or less does not decide. */
export function risePerHour(minutes: readonly number[]): number {
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  const [middle, level] = [(minutes.length - 1) / 2, mean(minutes)]
  const together = mean(minutes.map((value, minute) => (minute - middle) * (value - level)))
  return 60 * together / mean(minutes.map((_, minute) => (minute - middle) ** 2))
}
