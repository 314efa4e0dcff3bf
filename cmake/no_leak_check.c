/* Linked into everything when TARIX_LEAK_CHECK is off. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "detect_leaks=0:allocator_may_return_null=1";
}
