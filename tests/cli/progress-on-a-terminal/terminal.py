"""Runs a command with stderr on a terminal, and reads what its screen showed."""
import fcntl, os, signal, struct, subprocess, termios, threading, time

def halting(p, seconds):
    """Stops a program again and again, so that little work takes long, on a busy machine too."""
    for _ in range(60):
        time.sleep(0.01)
        if p.poll() is not None: break
        p.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        p.send_signal(signal.SIGCONT)

def run(words, columns=80, on_screen=False, feed=None, halts=0):
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    p = subprocess.Popen(words, stderr=slave, stdout=slave if on_screen else subprocess.DEVNULL,
                         stdin=subprocess.PIPE if feed else subprocess.DEVNULL)
    os.close(slave)
    if feed: threading.Thread(target=feed, args=(p.stdin,)).start()
    if halts: threading.Thread(target=halting, args=(p, halts)).start()
    seen = b""
    try:
        while (part := os.read(master, 4096)): seen += part
    except OSError: pass # the other end is closed
    assert p.wait() == 0, seen
    return seen.decode().replace("\r\n", "\n")

def screen(text, columns):
    """What stands in each line at the end, and every state of a line that was written over."""
    lines, states, at = [[]], [], 0
    for c in text:
        if c == "\r":
            states.append("".join(lines[-1]).rstrip())
            at = 0
        elif c == "\n":
            lines.append([])
            at = 0
        else:
            assert at < columns, "a line is longer than the terminal"
            lines[-1][at:at + 1] = c
            at += 1
    return ["".join(l).rstrip() for l in lines], states
