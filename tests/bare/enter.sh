#!/bin/sh
# Makes a folder the root of everything for the mount and process namespaces that it is started in,
# with a /proc, a /dev and a /sys of its own, and runs a command there as an account.
# It is no chroot: in one, nobody can make a user namespace, as the tests of an ordinary account do.
set -eu

root=$1
account=$2
shift 2

mount --bind "$root" "$root"
cd "$root"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=0755 tmpfs dev
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,mode=0620,gid=5,ptmxmode=0666 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for stream in 0:stdin 1:stdout 2:stderr; do
    ln -s "/proc/self/fd/${stream%:*}" "dev/${stream#*:}"
done
for device in null zero full random urandom tty; do
    touch "dev/$device"
    mount --bind "/dev/$device" "dev/$device"
done
pivot_root . mnt
cd /
umount --lazy /mnt
exec setpriv --reuid="$account" --regid="$account" --init-groups --reset-env "$@"
