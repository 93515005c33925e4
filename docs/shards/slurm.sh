#!/bin/bash
# Experiments shared out over an array job of Slurm, in a folder that all nodes share:
#   job=$(sbatch --parsable docs/shards/slurm.sh lr-sweep --seeds 5)
#   sbatch --dependency=afterany:$job --wrap 'pnpm exp run lr-sweep --seeds 5'
# The second executes what a lost node left missing, and judges. Without a shared folder bring the
# results/ of all nodes together first: pnpm exp merge <folder…>.
#SBATCH --job-name=gradlab
#SBATCH --array=0-7
#SBATCH --cpus-per-task=2
set -euo pipefail
pnpm exp run "$@" --workers "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT"
