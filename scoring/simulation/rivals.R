# Detectors of the R package `surveillance` on weekly series.
# Rscript rivals.R FOLDER FIRST_WEEK METHOD[,METHOD...]
# FOLDER holds counts.csv and exposure.csv (a row a week, a column a series); written
# there: METHOD.score.csv, METHOD.alarm.csv (a row a week from FIRST_WEEK on) and
# times.csv (method, CPU seconds).
suppressMessages(library(surveillance))

given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
first <- as.integer(given[2])
methods <- strsplit(given[3], ",")[[1]]
table_of <- function(name) {
  unname(as.matrix(read.csv(file.path(folder, name), header = FALSE)))
}
counts <- table_of("counts.csv")
exposure <- table_of("exposure.csv")
weeks <- first:nrow(counts)

series <- function(column, offset = FALSE) {
  read <- if (offset) pmax(exposure[, column], 1) else rep(1, nrow(counts))
  sts(observed = counts[, column, drop = FALSE], start = c(2000, 1), frequency = 52,
      population = matrix(read, ncol = 1))
}

# Noufaily et al. 2013: two years back, seven weeks each, ten seasonal periods, half a
# year left out before the week judged; negative binomial plug-in threshold.
farrington <- function(column, offset = FALSE) {
  control <- list(range = weeks, b = 2, w = 3, noPeriods = 10,
                  pastWeeksNotIncluded = 26, weightsThreshold = 2.58, trend = TRUE,
                  pThresholdTrend = 1, thresholdMethod = "nbPlugin", alpha = 0.01,
                  limit54 = c(5, 4), populationOffset = offset, glmWarnings = FALSE)
  found <- suppressWarnings(farringtonFlexible(series(column, offset), control))
  list(score = as.numeric(found@control$score), alarm = as.numeric(found@alarm))
}

# Rules that give a bound: how close the count comes to it, half a report added.
by_bound <- function(found, column) {
  bound <- as.numeric(found@upperbound)
  list(score = (counts[weeks, column] + 0.5) / (bound + 0.5),
       alarm = as.numeric(found@alarm))
}

ears <- function(method) {
  function(column) {
    by_bound(earsC(series(column), list(range = weeks, method = method)), column)
  }
}

with_control <- function(rule, ...) {
  control <- list(range = weeks, ...)
  function(column) by_bound(suppressWarnings(rule(series(column), control)), column)
}

# The statistic itself ranks weeks; its wrapper only tells the bound.
cusum_statistic <- function(column) {
  found <- algo.cusum(sts2disProg(series(column)),
                      list(range = weeks, k = 1.04, h = 2.26, m = NULL, trans = "rossi"))
  list(score = as.numeric(found$cusum), alarm = as.numeric(found$alarm))
}

known <- list(
  farrington = farrington,
  farrington_offset = function(column) farrington(column, offset = TRUE),
  ears_c1 = ears("C1"),
  ears_c2 = ears("C2"),
  ears_c3 = ears("C3"),
  cusum = cusum_statistic,
  rki = with_control(rki, b = 0, w = 6, actY = TRUE),
  bayes = with_control(bayes, b = 2, w = 4, actY = FALSE, alpha = 0.05)
)

write_to <- function(values, name) {
  write.table(values, file.path(folder, name), sep = ",", na = "nan",
              row.names = FALSE, col.names = FALSE)
}

spent <- numeric(0)
for (method in methods) {
  began <- proc.time()
  found <- lapply(seq_len(ncol(counts)), known[[method]])
  took <- proc.time() - began
  spent <- c(spent, sum(took[c("user.self", "sys.self")]))
  write_to(sapply(found, function(one) one$score), paste0(method, ".score.csv"))
  write_to(sapply(found, function(one) one$alarm), paste0(method, ".alarm.csv"))
}
write_to(data.frame(methods, spent), "times.csv")
