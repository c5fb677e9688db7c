"""Messages of the operating system about files, in Chinese."""

from __future__ import annotations

import errno

MESSAGES = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "用完了磁盘配额",
    errno.EFBIG: "文件超过系统允许的大小",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间的一段是文件，不是文件夹",
    errno.EEXIST: "已经有了，不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "是挂载点，或者正被占用，不能整个换掉；请输出到它里面的一个文件夹",
    errno.EADDRINUSE: "端口已经被占用",
}
"""Messages of the most frequent errors."""


def os_error_message(error: OSError) -> str:
    """Return the Chinese message of a file error; that of the operating system if the error is an unusual one."""
    return MESSAGES.get(error.errno or 0) or error.strerror or str(error)
