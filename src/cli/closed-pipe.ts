/** Whoever reads the output may stop early, as `head` does. That is no bug, and no reason to leave work half done. */
const closed = new Set<NodeJS.WritableStream>();

export function tolerateClosedPipes(streams: readonly NodeJS.WritableStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      closed.add(stream);
    });
  }
}

export const isClosedPipe = (stream: NodeJS.WritableStream): boolean => closed.has(stream);
